package sample;

class Outer {
    interface ItemDTO {}
}
