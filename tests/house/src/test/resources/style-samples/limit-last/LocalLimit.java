package sample;

class LocalLimit {
    int limit() {
        int minPages = 1;
        return minPages;
    }
}
