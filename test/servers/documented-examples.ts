// The replies that DK Hardware's documents show as examples, word for word.

export const documentedSubmission = { submissionId: '351acbf8-2030-41b3-a0ea-0792236b5174' }

export const documentedRefusal = {
  status: 400,
  title: 'One or more validation errors occurred.',
  traceId: '0dc30f18-e6c9-45f9-b797-4d0c91401acc',
  errors: { 'items[0].unitCost': ["'unit Cost' must not be empty."] },
}

export const documentedCrash = {
  status: 500,
  title: 'System error.',
  traceId: 'd7234748-ba00-4d87-8cf2-246423cc172c',
}

const address = {
  firstName: 'John',
  lastName: 'Doe',
  company: '',
  phone: '4047027116',
  altPhone: '',
  fax: '',
  zip: '11122',
  country: 'US',
  state: 'NY',
  city: 'New York',
  address1: 'some st, 15',
  address2: '',
  email: 'johndoe@somesite.com',
}

const user = { id: '93', name: 'Andrew Muhin' }

export const documentedStatus = {
  orderId: '643543',
  status: 'Succeeded',
  errors: null,
  referenceId: '329523',
  payload: {
    orderId: '643543',
    orderIds: [],
    createdAt: '2023-08-09T11:53:30',
    total: 43,
    currency: 'USD',
    status: 'New Web Orders Inquiry',
    statusId: '22',
    type: 'Orders',
    typeId: '2',
    customerId: '424726',
    customerNotes:
      'Requested Response Time: Three Days\nId: 17, Product: Satin Anodized Cashier Window Unit\nQty: 3\nPrice: 10\nWeight: 113\nLine Comment: \n\n\n',
    channel: null,
    shippingMethod: null,
    shippingPrice: 10,
    shippingTax: 1,
    shippingDiscount: -2,
    handlingFee: 3,
    createdBy: user,
    salesRep: user,
    billing: address,
    shipping: address,
    items: [
      {
        itemId: '1784378',
        productId: '17',
        unitPrice: 10,
        unitCost: 5,
        quantity: 3,
        linePosition: 1,
        lineComment: null,
        unitWeight: 113,
        tax: 2,
        discount: -1,
        mpn: 'SCW103N',
        itemName: 'Satin Anodized Cashier Window Unit',
        productImage: 'https://dkhtest.blob.core.windows.net/images/78559/original/SCW103N_2.gif',
        productUrl: 'https://www.dkhardware.com/satin-anodized-cashier-window-unit-scw103n-product-17.html',
        unitOfMeasure: { id: '17', name: 'Each' },
      },
    ],
    notes: [
      {
        noteId: '1622092',
        author: user,
        message: 'Additional comments: Requested Response Time: Three Days',
        createdAt: '2023-08-09T11:53:31',
        actionTypeCode: 'QuestionToSupport',
      },
    ],
    payments: null,
    shipments: null,
  },
}
