namespace Memic.Emulator;

internal static class RateCategories
{
    public static Dictionary<RateCategory, int> DocumentedLimits() => new()
    {
        [RateCategory.Search] = 60,
        [RateCategory.Chat] = 30,
        [RateCategory.Ingestion] = 120,
        [RateCategory.Status] = 300,
        [RateCategory.List] = 120,
        [RateCategory.Prompts] = 600,
    };
}
