"""Makes MiniStack update a table in place when its stack is updated.

MiniStack 1.5.33 derives the name of a table without an explicit one from a wrong id during an update.
It then takes the table for a renamed one: it creates an empty table and deletes the old one with all
jobs.
"""

from typing import Any

from ministack.services.cloudformation import provisioners

TABLE_TYPE = "AWS::DynamoDB::GlobalTable"


def update_tables_in_place() -> None:
    """Replaces MiniStack's update of tables by one that gives each its present name."""
    handler = provisioners._RESOURCE_HANDLERS[TABLE_TYPE]
    update = handler["update"]

    def update_in_place(
        physical_id: str, old_props: dict[str, Any], new_props: dict[str, Any], stack_name: str
    ) -> Any:
        return update(physical_id, old_props, {**new_props, "TableName": physical_id}, stack_name)

    handler["update"] = update_in_place
