package dev.toolbridge.mcp.api;

/// The wait of the current thread for an answer. A client that cancels its request ends the wait from outside.
final class Wait {
    private final Thread thread = Thread.currentThread();
    private boolean isOver;
    private boolean isStopped;

    /// Interrupts the thread, if it still waits.
    synchronized void stop() {
        if (!isOver) {
            isStopped = true;
            thread.interrupt();
        }
    }

    /// Ends the wait: the thread is no longer interrupted, and an unnoticed interruption is cleared.
    ///
    /// @return true if the wait was stopped
    synchronized boolean end() {
        if (!isOver && isStopped) {
            Thread.interrupted();
        }
        isOver = true;
        return isStopped;
    }
}
