using Xunit;

// Live tensor handles are counted for the whole process, and the numeric code uses all cores already.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
