/// What a page offers to the next part of a block.
struct PageRoom {
    /// What stands on the page already.
    enum Content {
        /// Nothing, so that no later page could offer more.
        case none
        /// Something, so that a part for which there is too little room may wait for the next page.
        case some
    }

    /// From where the part begins to the foot of the type area.
    let height: Length
    /// What must remain below the block if it ends here.
    let reserve: Length
    let content: Content
}
