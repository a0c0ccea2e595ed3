package sample;

class Silenced {
    @SuppressWarnings("unchecked")
    void cast() {}
}
