package sample;

class NestedSleeper {
    interface Pause {
        void until(long ms) throws InterruptedException;
    }

    Pause pause = Thread::sleep;
}
