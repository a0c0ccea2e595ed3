package dev.toolbridge.tenants.runtime.process.supervisor;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The calls to a supervisord over its socket. Each may be made again: a state that is reached already is no error.
public final class SupervisorClient {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final String PATH = "/RPC2";
    private static final XmlValue WITHOUT_WAIT = new XmlValue.Truth(false);

    private final SocketHttp http;

    public SupervisorClient(Path socket) {
        this(socket, ANSWER_MAX);
    }

    SupervisorClient(Path socket, Duration within) {
        http = new SocketHttp(socket, within);
    }

    /// Requires that it runs and takes calls.
    ///
    /// @throws SupervisorAbsent if it does not run
    public void requireRunning() {
        if (!(call("getState") instanceof XmlValue.Structure state) || state.whole("statecode") != 1) {
            throw new RuntimeUnavailable("supervisord is about to end or to restart");
        }
    }

    /// True if it runs and takes calls, false if nobody listens.
    public boolean isRunning() {
        try {
            requireRunning();
            return true;
        } catch (SupervisorAbsent _) {
            return false;
        }
    }

    /// Its own process.
    public long pid() {
        if (call("getPID") instanceof XmlValue.Whole pid) {
            return pid.number();
        }
        throw unread("getPID");
    }

    public List<ProcessInfo> processes() {
        if (call("getAllProcessInfo") instanceof XmlValue.Sequence all) {
            return all.values().stream().map(ProcessInfo::of).toList();
        }
        throw unread("getAllProcessInfo");
    }

    /// A process; empty if it has none of this name.
    public Optional<ProcessInfo> process(String name) {
        return unless(FaultCode.BAD_NAME, () -> call("getProcessInfo", text(name)))
                .map(ProcessInfo::of);
    }

    /// Reads all files again, and adds the group of this name.
    ///
    /// @throws SupervisorFault if a file cannot be read
    public void add(String name) {
        call("reloadConfig");
        quietly(EnumSet.of(FaultCode.ALREADY_ADDED), "addProcessGroup", text(name));
    }

    /// Forgets a group whose processes are at rest; false if one still runs.
    public boolean remove(String name) {
        try {
            quietly(EnumSet.of(FaultCode.BAD_NAME), "removeProcessGroup", text(name));
            return true;
        } catch (SupervisorFault refused) {
            if (refused.code() == FaultCode.STILL_RUNNING) {
                return false;
            }
            throw refused;
        }
    }

    /// Begins the start of a process, unless there is none of this name.
    public void start(String name) {
        quietly(EnumSet.of(FaultCode.ALREADY_STARTED, FaultCode.BAD_NAME), "startProcess", text(name), WITHOUT_WAIT);
    }

    /// Begins the stop of a process.
    public void stop(String name) {
        quietly(EnumSet.of(FaultCode.NOT_RUNNING, FaultCode.BAD_NAME), "stopProcess", text(name), WITHOUT_WAIT);
    }

    /// Sends a signal to a process that runs.
    public void signal(String name, String signal) {
        quietly(EnumSet.of(FaultCode.NOT_RUNNING, FaultCode.BAD_NAME), "signalProcess", text(name), text(signal));
    }

    private XmlValue call(String method, XmlValue... arguments) {
        try {
            return XmlAnswer.read(http.post(PATH, XmlCall.of("supervisor." + method, arguments)));
        } catch (SupervisorFault refused) {
            if (refused.code() == FaultCode.SHUTDOWN_STATE) {
                throw new RuntimeUnavailable("supervisord is about to end", refused);
            }
            throw refused;
        }
    }

    private void quietly(Set<FaultCode> reached, String method, XmlValue... arguments) {
        try {
            call(method, arguments);
        } catch (SupervisorFault refused) {
            if (!reached.contains(refused.code())) {
                throw refused;
            }
        }
    }

    private static Optional<XmlValue> unless(FaultCode code, Supplier<XmlValue> call) {
        try {
            return Optional.of(call.get());
        } catch (SupervisorFault refused) {
            if (refused.code() == code) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static XmlValue text(String text) {
        return new XmlValue.Text(text);
    }

    private static BadAnswer unread(String method) {
        return new BadAnswer(method + " has answered with another kind of value");
    }
}
