package sample;

/** Described, but not the way it is done here. */
public class OldComment {}
