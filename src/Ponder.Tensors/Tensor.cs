namespace Ponder.Tensors;

/// <summary>An n-dimensional array in native memory, with automatic differentiation.</summary>
/// <remarks>
/// A tensor belongs to the <see cref="TensorScope"/> in which it was born and is freed with it; outside of scopes, or
/// after <see cref="Keep"/>, its owner disposes it. A finalizer is the last resort and counts
/// (<see cref="TensorMemory.FinalizedTensors"/>). Using a freed one throws <see cref="ObjectDisposedException"/>.
/// Every operation checks shapes before it calls native code and throws <see cref="ShapeException"/>; what only native
/// code can see (a wrong element type, say) throws <see cref="NativeException"/>. Reading is safe from many threads,
/// writing is not. Row-major (<c>C</c>) order throughout.
/// </remarks>
public sealed unsafe partial class Tensor : IDisposable
{
    private nint _handle;
    private Shape _shape;
    private DType _dtype;
    private volatile bool _described;

    private Tensor(nint handle)
    {
        _handle = handle;
        ScopeFrame.Current?.Add(this);
    }

    /// <summary>Frees the native reference when nobody did.</summary>
    ~Tensor()
    {
        if (_handle != 0)
        {
            TensorMemory.CountFinalized();
            Free();
        }
    }

    /// <summary>The sizes.</summary>
    public Shape Shape
    {
        get
        {
            Describe();
            return _shape;
        }
    }

    /// <summary>The type of the elements.</summary>
    public DType DType
    {
        get
        {
            Describe();
            return _dtype;
        }
    }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Count;

    /// <summary>Whether the elements lie in memory in row-major order without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            var contiguous = NativeMethods.pn_tensor_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return contiguous;
        }
    }

    /// <summary>The address of the first element; valid while the tensor lives.</summary>
    /// <exception cref="ShapeException">The tensor does not lie on the CPU.</exception>
    public nint DataPointer
    {
        get
        {
            ExpectCpu(nameof(DataPointer));
            var pointer = (nint)NativeMethods.pn_tensor_data(Handle);
            GC.KeepAlive(this);
            return pointer;
        }
    }

    /// <summary>The native handle, for calls to the C interface; it stays owned by this object.</summary>
    /// <exception cref="ObjectDisposedException">The tensor has been freed.</exception>
    public nint Handle
    {
        get
        {
            var handle = _handle;
            ObjectDisposedException.ThrowIf(handle == 0, this);
            return handle;
        }
    }

    /// <summary>Whether the tensor has been freed.</summary>
    public bool IsDisposed => _handle == 0;

    /// <summary>The scope that will free this tensor, or null.</summary>
    internal ScopeFrame? Frame { get; set; }

    /// <summary>Takes the tensor out of every scope: from now on the caller frees it.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Keep()
    {
        Frame = null;
        return this;
    }

    /// <summary>Frees the native reference. Memory that a view or the autograd graph still uses stays.</summary>
    public void Dispose()
    {
        Frame = null;
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Type and shape, e.g. <c>Float32 [2, 3]</c>.</summary>
    public override string ToString() => IsDisposed ? "a freed tensor" : $"{DType} {Shape}";

    /// <summary>Takes over an owned native handle; 0 becomes the native library's error.</summary>
    internal static Tensor FromHandle(nint handle) => handle == 0 ? throw NativeMethods.LastError() : new Tensor(handle);

    internal static nint[] HandlesOf(ReadOnlySpan<Tensor> tensors)
    {
        var handles = new nint[tensors.Length];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = tensors[i].Handle;
        }

        return handles;
    }

    internal static void KeepAlive(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            GC.KeepAlive(tensor);
        }
    }

    private void Free()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            NativeMethods.pn_tensor_free(handle);
        }
    }

    private void Describe()
    {
        if (_described)
        {
            return;
        }

        var sizes = stackalloc int[Shape.MaxRank];
        int dtype;
        var rank = NativeMethods.pn_tensor_describe(Handle, sizes, Shape.MaxRank, &dtype);
        GC.KeepAlive(this);
        NativeMethods.Check(rank);
        if (rank > Shape.MaxRank)
        {
            throw new ShapeException($"a tensor has at most {Shape.MaxRank} dimensions, got {rank}");
        }

        _shape = new Shape(new ReadOnlySpan<int>(sizes, rank));
        _dtype = (DType)dtype;
        _described = true;
    }
}
