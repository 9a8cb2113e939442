// Writes a robot's status into the fleet's table, whenever a rule hands over a report.

import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const STATUSES = ['ONLINE', 'CHARGING', 'PAUSED', 'FAULT', 'OFFLINE'];
const TableName = process.env.TABLE_NAME;

// Once for all invocations of this environment.
const dynamodb = new DynamoDBClient();

export const handler = async event => {
  const { name, status } = event;
  if (typeof name !== 'string' || name === '') {
    throw new TypeError('the event has no name');
  }
  if (!STATUSES.includes(status)) {
    throw new RangeError(`${name} reports the status ${status}; known are ${STATUSES.join(', ')}`);
  }

  await dynamodb.send(new UpdateItemCommand({
    TableName,
    Key: { name: { S: name } },
    UpdateExpression: 'SET #status = :status',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': { S: status } },
  }));
  return { name, status };
};
