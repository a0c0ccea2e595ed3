package sample;

class Constant {
    static final int BUF_BYTES = 1;
}
