/** Stands in every reply of an embedded reference, so that none of them passes for somebody's service. */
export const referenceHeader = 'x-assay-reference'
