package dev.toolbridge.tenants.runtime.process.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The start and the calls of the real supervisord.
class SupervisorProgramTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);
    private final DebianTool tool = DebianTool.required("supervisord", "supervisor");
    private final AtomicInteger starts = new AtomicInteger();

    private SupervisorFolder folder;
    private SupervisorProgram program;

    @BeforeEach
    void make() throws IOException {
        folder =
                new SupervisorFolder(Files.createTempDirectory("tb-supervisor-").resolve("run"));
        program = program(tool.program());
    }

    @AfterEach
    void end() {
        program.client().processes().forEach(process -> program.client().stop(process.name()));
        ProcessHandle process = ProcessHandle.of(program.client().pid()).orElseThrow();
        process.destroy();
        Await.until(WITHIN, () -> !process.isAlive(), () -> "supervisord does not end");
    }

    @Test
    void itIsStartedOnceAndFoundAgain() {
        program.ensureRunning();
        long pid = program.client().pid();
        var other = program(tool.program());
        other.ensureRunning();

        assertThat(other.client().pid()).isEqualTo(pid);
        assertThat(starts).hasValue(1);
        assertThat(ProcessHandle.of(pid).orElseThrow().parent())
                .as("it is not a child of this process")
                .isNotEqualTo(Optional.of(ProcessHandle.current()));
    }

    @Test
    void aFailedStartSaysWhyAndTheNextOneMayBeGood() throws IOException {
        assertThatExceptionOfType(RuntimeUnavailable.class)
                .isThrownBy(program(Path.of("/nowhere/supervisord"))::ensureRunning)
                .withMessageContaining("/nowhere/supervisord");
        Path foreign = Files.writeString(folder.program("foreign"), "[program:x]\ncommand=%(nothing)s\n");
        assertThatExceptionOfType(RuntimeUnavailable.class)
                .isThrownBy(program::ensureRunning)
                .withMessageContaining("nothing");

        Files.delete(foreign);
        program.ensureRunning();
        assertThat(program.client().isRunning()).isTrue();
    }

    @Test
    void callsMayBeRepeatedInEveryState() {
        program.ensureRunning();
        var client = program.client();
        String name = "sleeper";

        client.stop(name);
        client.signal(name, "TERM");
        assertThat(client.remove(name)).isTrue();
        assertThat(client.process(name)).isEmpty();
        assertThatExceptionOfType(SupervisorFault.class)
                .isThrownBy(() -> client.add(name))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FaultCode.BAD_NAME));

        WholeFile.write(
                folder.program(name), file(name, List.of("/bin/sleep", "600")).text());
        client.add(name);
        client.add(name);
        client.start(name);
        client.start(name);
        assertThat(client.remove(name)).as("it still runs").isFalse();
        client.stop(name);
        client.stop(name);
        Await.until(
                WITHIN, () -> client.process(name).orElseThrow().state().isAtRest(), () -> "the program does not stop");
        client.signal(name, "TERM");
        assertThat(client.remove(name)).isTrue();
    }

    @Test
    void anEndIsToldByItsStatusOrItsSignal() {
        program.ensureRunning();
        assertThat(ending("status", List.of("/bin/sh", "-c", "exit 7"))).isEqualTo("exit status 7");
        assertThat(ending("signal", List.of("/bin/sh", "-c", "kill -9 $$"))).isEqualTo("terminated by SIGKILL");
        assertThat(new Endings(folder).last("sta")).isEmpty();
    }

    private String ending(String name, List<String> command) {
        WholeFile.write(folder.program(name), file(name, command).text());
        program.client().add(name);
        program.client().start(name);
        Await.until(WITHIN, () -> new Endings(folder).last(name).isPresent(), () -> name + " does not end");
        return new Endings(folder).last(name).orElseThrow();
    }

    private ProgramFile file(String name, List<String> command) {
        return new ProgramFile(
                name,
                command,
                Path.of("/tmp"),
                true,
                STOP,
                new ProgramFile.Output(folder.root().resolve(name + ".log"), 1_000_000, 1));
    }

    private SupervisorProgram program(Path supervisord) {
        Map<String, String> environment = tool.environment();
        return new SupervisorProgram(supervisord, environment, folder, starts::incrementAndGet);
    }
}
