"""What a workspace's file holds is decided for each table when the table is made."""

import re
from pathlib import Path
from typing import Final

from gateway.transfer.tables import LEFT_OUT, LEFT_OUT_COLUMNS, TABLES

_MIGRATIONS: Final = Path(__file__).resolve().parents[3] / "deploy" / "migrations"
_TENANT_TABLE: Final = re.compile(r"call app\.tenant_table\('app\.(\w+)'", re.IGNORECASE)
# What a workspace is, and who its people are, have policies of their own.
_OTHERS: Final = {"workspaces", "users"}


def test_each_table_of_tenants_is_in_the_file_or_left_out_with_a_reason() -> None:
    made = {name for path in _MIGRATIONS.glob("*.sql") for name in _TENANT_TABLE.findall(path.read_text())}
    assert {table.name for table in TABLES} | set(LEFT_OUT) == made | _OTHERS
    assert not {table.name for table in TABLES} & set(LEFT_OUT)


def test_each_column_that_is_left_out_has_a_reason() -> None:
    without = {f"{table.name}.{column}" for table in TABLES for column in table.without}
    assert without == set(LEFT_OUT_COLUMNS)
