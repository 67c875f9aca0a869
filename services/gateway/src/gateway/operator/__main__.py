"""`python -m gateway.operator` is `convex`, for where no script is installed."""

from gateway.operator.main import main

main()
