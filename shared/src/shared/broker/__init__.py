"""RabbitMQ: connection, topology, publishing with confirms, and what becomes of a message that failed."""
