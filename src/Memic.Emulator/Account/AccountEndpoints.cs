namespace Memic.Emulator;

internal static class AccountEndpoints
{
    public static ApiResponse Me(ApiContext call) => ApiResponse.Ok(new
    {
        call.Scope.OrganizationId,
        OrganizationName = call.Scope.Organization,
        call.Scope.ProjectId,
        ProjectName = call.Scope.Project,
        call.Scope.EnvironmentId,
        EnvironmentSlug = call.Scope.Environment,
    });

    public static ApiResponse Projects(ApiContext call)
    {
        var projects = call.State.Keys.All.Values
            .Where(scope => scope.Organization == call.Scope.Organization)
            .DistinctBy(scope => scope.ProjectId)
            .OrderBy(scope => scope.Project, StringComparer.Ordinal)
            .Select(scope => new
            {
                Id = scope.ProjectId,
                Name = scope.Project,
                scope.OrganizationId,
                IsActive = true,
                CreatedAt = call.State.StartedAt,
                UpdatedAt = call.State.StartedAt,
            })
            .ToList();
        return call.State.Options.ProjectsShape is ProjectsShape.Array
            ? ApiResponse.Ok(projects)
            : ApiResponse.Ok(new { Items = projects, Total = projects.Count, Page = 1, PageSize = Math.Max(50, projects.Count), TotalPages = 1 });
    }
}
