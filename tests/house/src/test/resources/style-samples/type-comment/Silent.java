package sample;

public class Silent {}
