using Memic.Emulator;

return await CommandLine.CreateRootCommand().Parse(args).InvokeAsync();
