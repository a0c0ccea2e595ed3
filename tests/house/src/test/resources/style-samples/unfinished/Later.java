package sample;

class Later {
    // TODO: say when
}
