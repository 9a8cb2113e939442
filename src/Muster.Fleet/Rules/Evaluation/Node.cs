namespace Muster.Fleet.Rules.Evaluation;

/// <summary>An expression ready to run. It never throws: what has no answer is Undefined.</summary>
internal abstract class Node
{
    /// <summary>Its value for the message.</summary>
    public abstract SqlValue Evaluate(ref Frame frame);

    /// <summary>Whether it is true, which is all that a condition asks. What is neither true nor false is not.</summary>
    public virtual bool IsTrue(ref Frame frame) => Evaluate(ref frame).AsBoolean() == true;

    /// <summary>Its text, when only the message's context decides it, without a frame; none otherwise.</summary>
    public virtual string? Text(in MessageContext context) => null;

    /// <summary>Its time, when it is one; none otherwise.</summary>
    public virtual DateTimeOffset? Time(in MessageContext context) => null;

    /// <summary>Whether only the message's context decides it, so that <see cref="Text"/> and <see cref="Time"/> say all there is.</summary>
    public virtual bool IsOfContext => false;
}
