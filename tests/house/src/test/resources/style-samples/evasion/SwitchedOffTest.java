package sample;

@org.junit.jupiter.api.Disabled
class SwitchedOffTest {}
