using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The store's tables, from the list that <c>muster tables create</c> makes them from.</summary>
internal sealed class Tables : Construct
{
}
