namespace Ponder.Verification.Sandbox;

/// <summary>Numbers of the system calls that the filter names, by architecture.</summary>
internal static class SeccompSyscalls
{
    /// <summary>The highest known number: later calls of newer kernels do not exist in the sandbox.</summary>
    public const uint Highest = 462;

    /// <summary>A call that an architecture does not have.</summary>
    public const int None = -1;

    /// <summary>
    /// Refused calls: other processes' memory, mounts and namespaces, kernel modules and keys, tracing, clocks, memory that no
    /// limit counts, asynchronous calls that pass the filter, writing out the disks of the whole machine.
    /// </summary>
    public static IReadOnlyList<(string Name, int X64, int Arm64)> Refused { get; } =
    [
        ("ptrace", 101, 117), ("process_vm_readv", 310, 270), ("process_vm_writev", 311, 271), ("kcmp", 312, 272),
        ("pidfd_getfd", 438, 438), ("process_madvise", 440, 440), ("move_pages", 279, 239), ("migrate_pages", 256, 238),
        ("mbind", 237, 235), ("set_mempolicy", 238, 237), ("get_mempolicy", 239, 236),
        ("mount", 165, 40), ("umount2", 166, 39), ("pivot_root", 155, 41), ("chroot", 161, 51),
        ("open_tree", 428, 428), ("move_mount", 429, 429), ("fsopen", 430, 430), ("fsconfig", 431, 431), ("fsmount", 432, 432),
        ("fspick", 433, 433), ("mount_setattr", 442, 442), ("unshare", 272, 97), ("setns", 308, 268),
        ("name_to_handle_at", 303, 264), ("open_by_handle_at", 304, 265), ("fanotify_init", 300, 262), ("fanotify_mark", 301, 263),
        ("quotactl", 179, 60), ("quotactl_fd", 443, 443), ("acct", 163, 89), ("swapon", 167, 224), ("swapoff", 168, 225),
        ("init_module", 175, 105), ("delete_module", 176, 106), ("finit_module", 313, 273), ("kexec_load", 246, 104),
        ("kexec_file_load", 320, 294), ("reboot", 169, 142), ("syslog", 103, 116), ("vhangup", 153, 58),
        ("iopl", 172, None), ("ioperm", 173, None), ("modify_ldt", 154, None), ("uselib", 134, None), ("sysfs", 139, None),
        ("_sysctl", 156, None), ("lookup_dcookie", 212, 18), ("nfsservctl", 180, 42), ("personality", 135, 92),
        ("sethostname", 170, 161), ("setdomainname", 171, 162),
        ("settimeofday", 164, 170), ("adjtimex", 159, 171), ("clock_settime", 227, 112), ("clock_adjtime", 305, 266),
        ("add_key", 248, 217), ("request_key", 249, 218), ("keyctl", 250, 219),
        ("bpf", 321, 280), ("perf_event_open", 298, 241), ("userfaultfd", 323, 282),
        ("io_uring_setup", 425, 425), ("io_uring_enter", 426, 426), ("io_uring_register", 427, 427),
        ("shmget", 29, 194), ("msgget", 68, 186), ("semget", 64, 190), ("memfd_create", 319, 279), ("memfd_secret", 447, 447),
        ("vmsplice", 278, 75), ("io_setup", 206, 0), ("sync", 162, 81), ("syncfs", 306, 267),
    ];

    public static (int X64, int Arm64) Clone => (56, 220);

    public static (int X64, int Arm64) Clone3 => (435, 435);

    public static (int X64, int Arm64) Socket => (41, 198);

    public static (int X64, int Arm64) SetSocketOption => (54, 208);

    public static (int X64, int Arm64) Map => (9, 222);

    public static (int X64, int Arm64) SetLimit => (160, 164);

    public static (int X64, int Arm64) Limit => (302, 261);

    public static (int X64, int Arm64) Ioctl => (16, 29);
}
