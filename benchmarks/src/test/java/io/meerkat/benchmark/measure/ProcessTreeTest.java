package io.meerkat.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    @BeforeEach
    void needsLinux() {
        assumeThat(Files.isDirectory(Path.of("/proc/self"))).isTrue();
    }

    @Test
    void countsTheWorkOfChildrenThatLiveAndOfThoseThatHaveEnded() throws Exception {
        var ended = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        var shell = new ProcessBuilder("sh", "-c", "sh -c '" + ended + "'; sleep 20; true").start();
        try {
            var before = ProcessTree.cpuMillis(List.of(shell.pid())).orElseThrow();
            var deadline = System.nanoTime() + 10_000_000_000L;
            while (ProcessTree.cpuMillis(List.of(shell.pid())).orElseThrow() < before + 50
                    && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }

            assertThat(ProcessTree.cpuMillis(List.of(shell.pid())).orElseThrow())
                    .isGreaterThanOrEqualTo(before + 50);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
    }

    @Test
    void knowsTheMemoryOfThisProcess() {
        var pid = ProcessHandle.current().pid();

        assertThat(ProcessTree.memoryKb(pid, "VmRSS").orElseThrow())
                .isBetween(1_000L, ProcessTree.memoryKb(pid, "VmHWM").orElseThrow());
    }

    @Test
    void knowsNothingOfNoProcess() {
        assertThat(ProcessTree.cpuMillis(List.of())).isEmpty();
        assertThat(ProcessTree.memoryKb(Long.MAX_VALUE, "VmRSS")).isEmpty();
    }
}
