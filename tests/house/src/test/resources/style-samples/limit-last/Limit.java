package sample;

class Limit {
    static final int MAX_BYTES = 1;
}
