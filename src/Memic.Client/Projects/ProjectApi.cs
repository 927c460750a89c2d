using System.Globalization;
using System.Text.Json;

namespace Memic;

/// <summary>Projects.</summary>
public sealed class ProjectApi
{
    readonly MemicClient _client;

    internal ProjectApi(MemicClient client) => _client = client;

    /// <summary>Lists the projects of the key's organization (<c>GET /projects</c>): the service sends them as an array or page by page.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MemicProject>> GetAllAsync(CancellationToken cancellationToken)
    {
        var projects = new Dictionary<string, MemicProject>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            var path = page == 1 ? "projects" : string.Format(CultureInfo.InvariantCulture, "projects?page={0}", page);
            var reply = new ApiRequest<JsonDocument>(HttpMethod.Get, path, RateCategory.List, MemicJson.Default.JsonDocument) { Operation = "projects.list" };
            using var document = (await _client.SendAsync(reply, cancellationToken).ConfigureAwait(false))!;
            var (items, isLast) = Read(document.RootElement, page);
            var known = projects.Count;
            foreach (var project in items.OfType<ProjectReply>().Select(MemicProject.From))
            {
                projects[project.Id] = project;
            }

            // A page without anything new ends it too: a list that goes round in circles never says that it is the last.
            if (isLast || projects.Count == known)
            {
                return projects.Values.ToArray();
            }
        }
    }

    static (IReadOnlyList<ProjectReply> Items, bool IsLast) Read(JsonElement root, int page)
    {
        try
        {
            if (root.ValueKind == JsonValueKind.Array)
            {
                return (root.Deserialize(MemicJson.Default.IReadOnlyListProjectReply) ?? [], true);
            }

            var reply = root.Deserialize(MemicJson.Default.ProjectPageReply);
            IReadOnlyList<ProjectReply> items = reply?.Items ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.BodyUnreadable);
            return (items, Paging.IsLast(items.Count, page, reply.PageSize, reply.Total, reply.TotalPages, reply.HasMore));
        }
        catch (JsonException e)
        {
            throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.BodyUnreadable, e);
        }
    }
}
