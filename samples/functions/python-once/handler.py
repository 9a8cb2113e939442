"""Writes a robot's status into the fleet's table. What all invocations need is made once, while the environment starts."""

import os

import boto3

STATUSES = ("ONLINE", "CHARGING", "PAUSED", "FAULT", "OFFLINE")
TABLE = os.environ["TABLE_NAME"]

# The client, not the resource: that would be made of JSON descriptions at run time, and cost as much again.
dynamodb = boto3.client("dynamodb")


def lambda_handler(event, context):
    name = str(event["name"])
    status = str(event["status"])
    if status not in STATUSES:
        raise ValueError(f"{name} reports the status {status}; known are {', '.join(STATUSES)}")

    dynamodb.update_item(
        TableName=TABLE,
        Key={"name": {"S": name}},
        UpdateExpression="SET #status = :status",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":status": {"S": status}},
    )
    return {"name": name, "status": status}
