using System.Runtime.InteropServices;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>Elements between two pages that may not be touched: reading or writing behind the last one kills the process, and the bytes before the first are watched.</summary>
public sealed unsafe class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private const byte Canary = 0xA5;

    private readonly nint _mapping;
    private readonly nuint _mappingLength;
    private readonly byte* _firstPage;
    private readonly T* _first;

    public GuardedMemory(int length)
    {
        Length = length;
        var page = (nuint)Environment.SystemPageSize;
        var bytes = (nuint)(length * sizeof(T));
        var pages = ((bytes + page - 1) / page) + 1;
        _mappingLength = (pages + 2) * page;
        _mapping = Pages.Map(0, _mappingLength, protection: 0, flags: 0x22, -1, 0); // private, anonymous, no access
        _firstPage = (byte*)_mapping + page;
        if (_mapping == -1 || Pages.Protect((nint)_firstPage, pages * page, 3) != 0)
            throw new InvalidOperationException("no memory with guard pages");
        new Span<byte>(_firstPage, (int)(pages * page)).Fill(Canary);
        _first = (T*)(_firstPage + (pages * page) - bytes);
    }

    public GuardedMemory(ReadOnlySpan<T> content)
        : this(content.Length) => content.CopyTo(Span);

    public int Length { get; }

    public Span<T> Span => new(_first, Length);

    /// <summary>Whether the bytes before the first element are as they were.</summary>
    public bool IsIntact => !new ReadOnlySpan<byte>(_firstPage, (int)((byte*)_first - _firstPage)).ContainsAnyExcept(Canary);

    public void Dispose() => _ = Pages.Unmap(_mapping, _mappingLength);
}

/// <summary>The system calls for memory.</summary>
internal static class Pages
{
    [DllImport("libc", EntryPoint = "mmap")]
    internal static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    internal static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    internal static extern int Unmap(nint address, nuint length);
}
