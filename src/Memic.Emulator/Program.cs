using Memic.Emulator;

return await CommandLine.Create().Parse(args).InvokeAsync();
