package chalkgrad.model;

/** What a problem asks to be worked out. */
public sealed interface Task permits Network, Graph, Scheme {}
