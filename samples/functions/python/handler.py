"""Writes a robot's status into the fleet's table, whenever a rule hands over a report."""

import os

import boto3

STATUSES = ("ONLINE", "CHARGING", "PAUSED", "FAULT", "OFFLINE")


def lambda_handler(event, context):
    name = str(event["name"])
    status = str(event["status"])
    if status not in STATUSES:
        raise ValueError(f"{name} reports the status {status}; known are {', '.join(STATUSES)}")

    table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
    table.update_item(
        Key={"name": name},
        AttributeUpdates={"status": {"Value": status, "Action": "PUT"}},
        ReturnValues="UPDATED_NEW",
    )
    return {"name": name, "status": status}
