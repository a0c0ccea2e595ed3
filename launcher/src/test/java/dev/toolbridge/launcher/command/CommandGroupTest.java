package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.TestInstallation;
import dev.toolbridge.launcher.run.StopSignal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandGroupTest {

    @Test
    void eachCommandIsMadeByItsName() {
        assertThat(ToolbridgeCommand.groups(new TestInstallation(), new StopSignal()))
                .hasSizeGreaterThan(10)
                .allSatisfy(group -> assertThat(group.lines().map(CommandLine::getCommandName))
                        .isEqualTo(group.names()));
    }
}
