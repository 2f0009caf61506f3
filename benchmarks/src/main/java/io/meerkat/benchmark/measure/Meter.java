package io.meerkat.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads what a target and this process have spent so far. */
public final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<Long> pids;
    private final Optional<StatementCount> statements;

    /**
     * @param pids the server's process first, then those of its database; none where they are not known
     * @param statements where the database counts
     */
    public Meter(List<Long> pids, Optional<StatementCount> statements) {
        this.pids = pids;
        this.statements = statements;
    }

    public Costs read() {
        var server = pids.stream().limit(1).toList();
        var database = pids.stream().skip(1).toList();
        return new Costs(
                SYSTEM.getProcessCpuTime() / (double) TimeUnit.MILLISECONDS.toNanos(1),
                ProcessTree.cpuMillis(server),
                ProcessTree.cpuMillis(database),
                statements.flatMap(StatementCount::read),
                server.stream().findFirst().flatMap(pid -> ProcessTree.memoryKb(pid, "VmRSS")),
                server.stream().findFirst().flatMap(pid -> ProcessTree.memoryKb(pid, "VmHWM")));
    }
}
