package sample;

class Broken {
    /* FIXME */
}
