namespace Memic;

/// <summary>Something that the client reports while it works.</summary>
public abstract class MemicEvent
{
    private protected MemicEvent()
    {
    }
}
