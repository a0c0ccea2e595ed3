package sample;

import org.junit.jupiter.api.Test;

class Unseen {
    @Test
    void neverRuns() {}
}
