package dev.toolbridge.tests.fly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// The program of an image, as the fake starts it in a machine.
public interface FlyProgram {

    /// A program that runs.
    interface Running {

        /// Asks it to end, and makes it end after a time.
        void stop(Duration within);
    }

    /// A start.
    ///
    /// @param address the address of the machine
    /// @param ports the ports that programs of the machine listen on
    /// @param folder the machine's own folder
    record Start(
            List<String> command,
            Map<String, String> environment,
            String address,
            List<Integer> ports,
            Path folder,
            Consumer<String> output,
            IntConsumer end) {}

    Running start(Start start);
}
