# Writes a package again so that it depends on its content alone: entries in the order of their names, all with one time, and
# no name by chance. Compress-PSResource has the order of the file system, the time of each file and of now, and the system.
function Format-Package([string] $Path, [DateTimeOffset] $Time) {
    $contents = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    $package = [IO.Compression.ZipFile]::OpenRead($Path)
    foreach ($entry in $package.Entries) {
        $bytes = [byte[]]::new($entry.Length)
        $stream = $entry.Open()
        $stream.ReadExactly($bytes)
        $stream.Dispose()
        $contents[$entry.FullName] = $bytes
    }

    $package.Dispose()

    # The parts that the format of packages wants, none of which is ours.
    foreach ($name in @($contents.Keys) -match '^_rels/|\.psmdcp$|^\[Content_Types\]') {
        $document = [xml]::new()
        $document.Load([IO.MemoryStream]::new($contents[$name]))
        $all = $document.DocumentElement
        $null = $contents.Remove($name)
        $part = $name -replace '[0-9a-f]{32}(?=\.psmdcp$)', 'nuget'
        switch -Wildcard ($part) {
            '_rels/*' {
                $number = 0
                foreach ($relation in $all.Relationship) {
                    $relation.Id = "R$(++$number)"
                    $relation.Target = $relation.Target -replace '[0-9a-f]{32}(?=\.psmdcp$)', 'nuget'
                }
            }
            '*.psmdcp' {
                $null = $all.RemoveChild($all['lastModifiedBy'])
            }
            default {
                $sorted = @($all.ChildNodes) | Sort-Object OuterXml -CaseSensitive -Culture ''
                $all.RemoveAll()
                $all.SetAttribute('xmlns', 'http://schemas.openxmlformats.org/package/2006/content-types')
                $sorted | ForEach-Object { $null = $all.AppendChild($_) }
            }
        }

        $written = [IO.MemoryStream]::new()
        $document.Save($written)
        $contents[$part] = $written.ToArray()
    }

    $package = [IO.Compression.ZipFile]::Open("$Path.new", 'Create')
    foreach ($name in $contents.Keys) {
        $entry = $package.CreateEntry($name)
        $entry.LastWriteTime = $Time
        $stream = $entry.Open()
        $stream.Write($contents[$name])
        $stream.Dispose()
    }

    $package.Dispose()
    Move-Item "$Path.new" $Path -Force
}
