package sample;

class Sleeper {
    void await() throws InterruptedException {
        Thread.sleep(10);
    }
}
