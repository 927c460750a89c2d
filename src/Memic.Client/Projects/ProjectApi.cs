using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>The API of projects.</summary>
public sealed class ProjectApi
{
    private readonly ApiClient _api;
    private readonly MemicConnection _connection;

    internal ProjectApi(ApiClient api, MemicConnection connection) => (_api, _connection) = (api, connection);

    /// <summary>Gets the projects of the key's organization (<c>GET /projects</c>): the service sends them as an array or page by page.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_response</c>: the response is no list of projects; or another error.</exception>
    public async Task<IReadOnlyList<MemicProject>> GetAllAsync(CancellationToken cancellationToken)
    {
        var projects = new Dictionary<string, MemicProject>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            var response = await GetPageAsync(page, cancellationToken).ConfigureAwait(false);
            var items = response.Items!.OfType<ProjectResponse>().Select(MemicProject.From).ToArray();
            var known = projects.Count;
            foreach (var project in items)
            {
                projects[project.Id] = project;
                _connection.RecentProjects.Remember(project.Id, project.Name ?? project.Id);
            }

            // A page without anything new ends it too: a list that goes round in circles never says that it is the last.
            if (projects.Count == known || Paging.IsLast(response.Items!.Count, page, response.PageSize, response.Total, response.TotalPages, response.HasMore))
            {
                return projects.Values.ToArray();
            }
        }
    }

    private async Task<ProjectPageResponse> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        var path = page == 1 ? "projects" : string.Format(CultureInfo.InvariantCulture, "projects?page={0}", page);
        var request = new ApiRequest<ProjectPageResponse>(HttpMethod.Get, path, RateCategory.List, static body => JsonSerializer.Deserialize(body, MemicJson.Default.ProjectPageResponse))
        {
            Operation = "projects.list",
            Subject = _connection.Name,
            Validate = static response => response.Items is null ? Messages.ListMissing : response.Items.Any(item => item is { Id: null or "" }) ? Messages.ProjectIdMissing : null,
        };
        return (await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!;
    }
}

/// <summary>Response of <c>GET /projects</c>: an array in one documented shape, a page in the other.</summary>
[JsonConverter(typeof(ProjectPageConverter))]
internal sealed record ProjectPageResponse(IReadOnlyList<ProjectResponse?>? Items, long? Total, long? PageSize, long? TotalPages, bool? HasMore);

/// <summary>A project, as the service lists it.</summary>
internal sealed record ProjectResponse(string? Id, string? Name, string? OrganizationId, bool? IsActive, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt);
