namespace Muster.Fleet.Store;

/// <summary>The store could not write: a full disk, a broken file, a service that does not answer. Nothing was written.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What went wrong, for the operator.</param>
    /// <param name="innerException">What caused it.</param>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
