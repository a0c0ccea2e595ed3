package sample;

abstract class AbstractStore {}
