using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>What an operator is told when DynamoDB can't be used.</summary>
internal static class Unavailable
{
    /// <summary>It did not answer, or was too busy, for as long as there was time.</summary>
    public static StoreUnavailableException NoAnswer(Exception last) =>
        new($"DynamoDB does not answer, or is too busy: {Reason(last)}", last);

    /// <summary>What to tell of <paramref name="exception"/>; none when it is no matter of reaching DynamoDB.</summary>
    public static StoreUnavailableException? From(Exception exception) => exception switch
    {
        ResourceNotFoundException => new("a table is missing in DynamoDB: make them with `muster tables create`, with the same prefix and the same AWS environment", exception),
        AmazonServiceException { ErrorCode: "AccessDeniedException" or "AccessDenied" } =>
            new($"AWS does not allow it: {exception.Message}", exception),
        AmazonServiceException { ErrorCode: "UnrecognizedClientException" or "InvalidSignatureException" or "MissingAuthenticationTokenException" or "MissingAuthenticationToken" or "ExpiredTokenException" or "InvalidClientTokenId" or "IncompleteSignatureException" } =>
            new($"AWS does not accept the credentials ({exception.Message}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE", exception),
        AmazonServiceException => null,
        AmazonClientException => new($"no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE ({exception.Message})", exception),
        _ => null,
    };

    private static string Reason(Exception exception) => exception is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? $"{code}: {exception.Message}" : exception.Message;
}
