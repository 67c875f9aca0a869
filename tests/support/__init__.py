"""What tests share: a database and a virtual host of their own, the services as processes, and a caller."""
