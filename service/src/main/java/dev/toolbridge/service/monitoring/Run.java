package dev.toolbridge.service.monitoring;

import dev.toolbridge.service.http.Answer;
import java.util.Optional;

/// The run that a program was started in. Who started it tells by that whether it is this program that answers, or
/// another one that had its port before.
public final class Run {
    /// The variable of the environment that holds the run's name.
    public static final String KEY = "TOOLBRIDGE_RUN";

    /// The header of the answer that says it.
    public static final String HEADER = "X-TB-Run";

    private static final Optional<String> NAME = Optional.ofNullable(System.getenv(KEY));

    private Run() {}

    static Answer named(Answer answer) {
        return NAME.map(name -> answer.header(HEADER, name)).orElse(answer);
    }
}
