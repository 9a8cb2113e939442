// An item as the SDK has it: its attributes by name.
global using DynamoItem = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
