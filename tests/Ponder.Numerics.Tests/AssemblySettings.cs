using Xunit;

// Native handles, the chosen instruction set and OpenMP's threads are counted and set per process: tests of this
// assembly run one after the other. Derive from LeakCheckedTest wherever tensors are made.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
