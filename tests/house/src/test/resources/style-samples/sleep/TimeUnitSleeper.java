package sample;

import java.util.concurrent.TimeUnit;

class TimeUnitSleeper {
    void await() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }
}
