# Draws docs/terminal.svg, the picture in the README: what these commands print in a real run, as it is printed. To draw it
# again, run this in the shell to play in:
#   '& ./.build/Picture.ps1' | dotnet run --project src/Memic.Demo -- shell
$ErrorActionPreference = 'Continue'
$PSStyle.OutputRendering = 'Ansi'
$columns, $charWidth, $lineHeight, $margin = 90, 8.4, 19, 16
$colors = @{ 30 = '#6c7086'; 31 = '#f38ba8'; 32 = '#a6e3a1'; 33 = '#f9e2af'; 34 = '#89b4fa'; 35 = '#cba6f7'; 36 = '#89dceb'; 37 = '#cdd6f4' }

$commands = {
    Get-ChildItem | Send-MemicFile -Wait
    Search-MemicContent 'how long are backups kept' -Top 1
    Get-MemicFileStatus nope
}

# A document that says something else with each change of the README.
Remove-Item README.md
$lines = foreach ($command in "$commands".Trim() -split '\s*\n\s*') {
    "$($PSStyle.Foreground.Cyan)PS> $($PSStyle.Reset)$command"
    $printed = . ([scriptblock]::Create($command)) 2>&1 | Out-String -Width $columns
    # The empty lines around a table are for a terminal that scrolls.
    $printed.Trim("`r", "`n") -split '\r?\n'
    ''
}

$row = 0
$texts = foreach ($line in $lines) {
    $row, $column, $color = ($row + 1), 0, $colors[37]
    # Codes, words and blanks. Where a row is full, a terminal goes on in the next.
    foreach ($part in [regex]::Matches($line, '\e\[([\d;]*)m|[^\e\s]+|[^\e\S]+')) {
        $text = $part.Value
        if ($part.Groups[1].Success) {
            $named = $part.Groups[1].Value -split ';' | Where-Object { $colors.ContainsKey([int]"0$_") } | Select-Object -Last 1
            $color = if ($named) { $colors[[int]$named] } else { $colors[37] }
            continue
        }

        if ($text.Trim()) {
            while ($text) {
                if ($column -ge $columns) { $row, $column = ($row + 1), 0 }
                $fits = $text.Substring(0, [math]::Min($text.Length, $columns - $column))
                # Every font has another width: each word is given the place that it has in a terminal.
                '<text x="{0:0.#}" y="{1}" textLength="{2:0.#}" fill="{3}">{4}</text>' -f
                    ($margin + $charWidth * $column), ($margin + $lineHeight * $row - 5), ($charWidth * $fits.Length), $color, [Security.SecurityElement]::Escape($fits)
                $column += $fits.Length
                $text = $text.Substring($fits.Length)
            }
        }
        else { $column += $text.Length }
    }
}

$width, $height = ($columns * $charWidth + 2 * $margin), ($row * $lineHeight + 2 * $margin)
$svg = @"
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14">
<title>PowerShell: files are sent and searched, and an error says what to do</title>
<rect width="100%" height="100%" rx="8" fill="#1e1e2e"/>
$($texts -join "`n")
</svg>
"@
Set-Content (Join-Path $PSScriptRoot ../docs/terminal.svg) $svg
exit
