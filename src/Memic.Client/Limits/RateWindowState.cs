namespace Memic;

/// <summary>How a category stands at this moment.</summary>
internal readonly record struct RateWindowState(int Limit, int Used, TimeSpan NextFree, int TimesWaited);
