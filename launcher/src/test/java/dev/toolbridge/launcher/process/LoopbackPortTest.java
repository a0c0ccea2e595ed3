package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    private static final String OPTION = "--api-port";

    @Test
    void aPortThatIsGivenBackAtOnceIsFree() throws Exception {
        ServerSocket holder = holder();
        int port = holder.getLocalPort();
        var asked = new FutureTask<>(() -> LoopbackPort.requireFree(port, OPTION));
        Thread asking = Thread.ofPlatform().start(asked);
        Await.until("the port is waited for", () -> asking.getState() == Thread.State.TIMED_WAITING || asked.isDone());

        holder.close();

        assertThat(asked.get()).isEqualTo(port);
    }

    @Test
    void aPortThatStaysInUseIsRefused() throws Exception {
        try (var holder = holder()) {
            assertThatThrownBy(() -> LoopbackPort.requireFree(holder.getLocalPort(), OPTION))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("in use by another program");
        }
    }

    private static ServerSocket holder() throws Exception {
        return new ServerSocket(LoopbackPort.any(), 1, InetAddress.getLoopbackAddress());
    }
}
